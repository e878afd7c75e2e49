"""The pages: each view reads its input, asks one question of a room, and shows the answer."""
