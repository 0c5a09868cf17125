"""The settings of a comparison: what all lanes share, and in what each lane differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypedDict, TypeVar

from nnviz.activations import ACTIVATIONS
from nnviz.checks import check_positive, check_share, check_whole, lookup
from nnviz.training import TrainingSettings

MAX_LANES = 4
"""Most lanes of one comparison: more have no room side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneSettings(TrainingSettings):
    """How one lane is built and trained; it extends `TrainingSettings`.

    Parameters
    ----------
    activation : str
        Hidden activation g_H, a key of `ACTIVATIONS`.
    n_hidden : int
        N_H, at least 1.
    scale : float
        Standard deviation of the initial weights, above 0 or 0.
    standardize : bool
        Whether features are scaled to mean 0 and standard deviation 1 before training.

    Raises
    ------
    ValueError
        If a value is out of its range.

    Examples
    --------
    >>> LaneSettings(activation="tanh", learning_rate=0.5).n_hidden
    4

    """

    activation: str = "sigmoid"
    n_hidden: int = 4
    scale: float = 1.0
    standardize: bool = True

    def __post_init__(self) -> None:
        """Check the ranges."""
        TrainingSettings.__post_init__(self)
        lookup(ACTIVATIONS, self.activation, "activation")
        check_whole("n_hidden", self.n_hidden, 1)
        check_positive("scale", self.scale, zero=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonSettings(LaneSettings):
    """What the lanes of a comparison share; it extends `LaneSettings`.

    Parameters
    ----------
    test_share : float
        Share of the samples that is kept from training, from 0 up to but not including 1.
    split_seed : int
        Of the division into training and test samples.

    Raises
    ------
    ValueError
        If a value is out of its range.

    Examples
    --------
    >>> ComparisonSettings(n_steps=200).test_share
    0.25

    """

    test_share: float = 0.25
    split_seed: int = 0

    def __post_init__(self) -> None:
        """Check the ranges."""
        LaneSettings.__post_init__(self)
        check_share("test_share", self.test_share)
        check_whole("split_seed", self.split_seed, 0)


class LaneOptions(TypedDict, total=False):
    """The fields of `LaneSettings` as keywords, so that a type checker knows them."""

    learning_rate: float
    n_steps: int
    optimizer: str
    batch_size: int | None
    l2: float
    seed: int
    activation: str
    n_hidden: int
    scale: float
    standardize: bool


class SharedOptions(LaneOptions, total=False):
    """The fields of `ComparisonSettings` as keywords."""

    test_share: float
    split_seed: int


S = TypeVar("S", bound=LaneSettings)


def changed(settings: S, changes: Mapping[str, Any]) -> S:
    """Return `settings` with `changes`; ValueError for a name that is no setting."""
    allowed = [field.name for field in fields(settings)]
    for name in changes:
        if name not in allowed:
            message = f"{name!r} is no setting; the settings are {', '.join(allowed)}."
            raise ValueError(message)
    return replace(settings, **changes)


def lanes_of(
    variants: Mapping[str, LaneOptions], shared: ComparisonSettings
) -> dict[str, LaneSettings]:
    """Return the settings of every lane: the shared ones, changed as its variant says.

    Raises
    ------
    ValueError
        If there are no variants or too many, or one has an impossible name or setting.

    """
    if not _is_mapping(variants) or not 1 <= len(variants) <= MAX_LANES:
        message = (
            f"variants must be a mapping of 1 to {MAX_LANES} names to the settings in which they "
            f'differ, as in {{"sigmoid": {{"activation": "sigmoid"}}}}; got {variants!r} instead.'
        )
        raise ValueError(message)
    own = {field.name: getattr(shared, field.name) for field in fields(LaneSettings)}
    common = LaneSettings(**own)
    return {check_name(name): _lane(name, common, changes) for name, changes in variants.items()}


def by_activation(*activations: str) -> dict[str, LaneOptions]:
    """Return variants that differ in their hidden activation, each with its key as its name.

    Examples
    --------
    >>> by_activation("sigmoid", "identity")
    {'sigmoid': {'activation': 'sigmoid'}, 'identity': {'activation': 'identity'}}

    """
    return {name: {"activation": name} for name in activations}


def check_name(name: str) -> str:
    """Return the name of a lane; ValueError unless it is a text that can be shown."""
    if not _is_text(name) or not name.strip() or not name.isprintable():
        message = f"The name of a lane must be a text of at least one letter; got {name!r} instead."
        raise ValueError(message)
    return name


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _lane(name: str, common: LaneSettings, changes: LaneOptions) -> LaneSettings:
    """Return one lane's settings; an error says whose they are."""
    if not _is_mapping(changes):
        message = f"The variant {name!r} must map settings to values; got {changes!r} instead."
        raise ValueError(message)
    for shared in ("test_share", "split_seed"):
        if shared in changes:
            message = (
                f"The variant {name!r} sets {shared}, but all lanes share the same division of the "
                f"samples: give {shared} to compare itself."
            )
            raise ValueError(message)
    try:
        return changed(common, changes)
    except ValueError as error:
        message = f"The variant {name!r} cannot be trained. {error}"
        raise ValueError(message) from None
