"""Tabs under the player."""
import streamlit as st
def show_tabs(run, view):
    st.write(view)
