"""Front matter: where it is (fences), what it says (one codec a format), how it is changed (operations)."""
