"""What a built page says, whichever generator made it, and how two of them differ. Pure: bytes in, records out."""
