"""What all components share: JavaScript modules, and their registration with Streamlit."""
