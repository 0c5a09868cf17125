"""All activation functions and their derivatives as small pictures under one pointer."""
