"""Whether a page asks for a person: rules, which are data, and a look that the page does not see."""
