"""What a message is: its head, its bytes, its headers, what is found in it. Pure Python."""
