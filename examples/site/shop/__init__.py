"""The example shop: what it sells, who is signed in, what was ordered, and the pages that show it."""
