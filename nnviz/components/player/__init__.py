"""The player: a whole training run that plays in the browser.

`payload` makes its bytes, `mount` shows it on a page, `view` checks what it reports, and `page`
shows the same player without Streamlit.
"""
