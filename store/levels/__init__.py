"""At which level the service works: what is measured, what follows from that, and what each level refuses."""
