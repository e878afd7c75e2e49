"""The demo shop and the mail catcher."""
