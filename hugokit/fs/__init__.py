"""The only place that touches the disk: reading, walking, replacing, publishing a tree."""
