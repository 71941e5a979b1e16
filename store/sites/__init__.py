"""What is known of sites and of others that are called: circuits, which keep jobs from what is down, and clocks, which
keep them to the pace that a site has asked for. Here it is decided; store.queue.holding moves the jobs.
"""
