"""What runs in the browser, and how it comes onto a page. Each component has a folder.

- ``js/`` and ``css/``: the browser's half, which `bundle` joins;
- Python modules that make and check what travels, without Streamlit;
- ``mount.py``: the component on a page of the app, the only file that imports Streamlit.

``shared/`` holds what all of them use.
"""
