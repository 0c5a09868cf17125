"""Backpropagation as homework: an exercise, its blanks, and checking what was filled in.

Reading order: `exercise` (what is given), `quantities` (what is computed, and how), `number_format`
(numbers as people write them), `rounding` (numbers carried forward), `mistakes` with
`mistakes_forward` and `mistakes_backward` (what classic mistakes give), `hints`, `blanks`,
`checking`; `link` (an exercise as the text of an address), `generate` and `resizing` (random
exercises, and of another size); `symbols`, `formulas`, `network_drawing` and `worksheet`
(on paper).
"""
