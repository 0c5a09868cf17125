"""The Streamlit app: `controls` and `state` read the settings, `compute` trains, `pages` show."""
