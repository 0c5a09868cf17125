// @ts-check
/**
 * Who looks: the places of the page whose content follows the player's step, and whether one of them is in view.
 *
 * Python names such a place by a key that begins with "player_look_"; what follows says what is wanted there (which run,
 * which tab). Only a report that repeats it is answered with figures, so that nothing is drawn that nobody looks at.
 */

const LOOK_CLASS = "st-key-player_look_";
const LOOK_NAME = new RegExp(`${LOOK_CLASS}([\\w-]+)`);
const LEAST_SEEN = 40; // px above the window's lower edge; less of a place is not looked at

/** @typedef {ReturnType<typeof makeAudience>} Audience */

/** @param {() => void} onChange called when another place is looked at */
export function makeAudience(onChange) {
  /** @type {Set<Element>} */
  const watched = new Set();
  /** @type {Set<Element>} */
  const inView = new Set();
  let known = "";

  const sight = new IntersectionObserver((entries) => {
    entries.forEach(({ target, isIntersecting }) => {
      if (isIntersecting && watched.has(target)) inView.add(target);
      else inView.delete(target);
    });
    compare();
  }, { rootMargin: `0px 0px -${LEAST_SEEN}px 0px` });

  // Streamlit makes places, takes them away, and gives them other keys.
  const changes = new MutationObserver(follow);

  function follow() {
    const places = new Set(document.querySelectorAll(`[class*="${LOOK_CLASS}"]`));
    [...watched].filter((place) => !places.has(place)).forEach((place) => {
      sight.unobserve(place);
      watched.delete(place);
      inView.delete(place);
    });
    [...places].filter((place) => !watched.has(place)).forEach((place) => {
      watched.add(place);
      sight.observe(place);
    });
    compare();
  }

  function compare() {
    const now = audience.wanted;
    if (now === known) return;
    known = now;
    if (now) onChange();
  }

  const audience = {
    /** What the place in view is about; empty if none is in view. */
    get wanted() {
      const [place] = inView;
      return LOOK_NAME.exec(place?.className ?? "")?.[1] ?? "";
    },
    /** Whether there is such a place at all. */
    get exists() { return watched.size > 0; },
    /** Say in these places that the player is no longer at the step that they show. @param {boolean} isElsewhere */
    showElsewhere(isElsewhere) {
      document.documentElement.toggleAttribute("data-player-elsewhere", isElsewhere);
    },
    stop() {
      sight.disconnect();
      changes.disconnect();
    },
  };
  changes.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
  follow();
  return audience;
}
