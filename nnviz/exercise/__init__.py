"""Backpropagation as homework: an exercise, its blanks, and checking what was filled in.

Reading order: `record` (what is given), `quantities` (what is worked out, and how), `written`
(numbers as people write them), `carried` (rounding on the way), `slips` with `slips_forward` and
`slips_backward` (what classic mistakes give), `hints`, `blanks`, `checking`; `link` (an exercise as
the text of an address), `made` and `resizing` (exercises by chance, and of another size);
`symbols`, `formulas`, `network_drawing` and `worksheet` (on paper).
"""
