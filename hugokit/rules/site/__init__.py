"""Rules about whole sites, one a file."""
