"""Work for many sessions on few processors: short work before long, and nobody waits for ever.

Reading order: `job` (what there is to do, in pieces), `pools` (who does it: processes, or a
thread), `scheduler` (who is next), `budget` (how much one session may ask for).
"""

CACHE = "NNVIZ_CACHE"
"""Environment variable: the folder for what processes keep for each other; without it, nowhere."""
