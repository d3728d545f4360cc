"""A store for agents, by the Model Context Protocol: tools, resources and prompts that only read.

``tools`` lists what can be called, with schemas for what goes in and comes out; ``questions`` makes a tool of each
ready-made question, ``evidence``, ``things`` and ``sparql`` hold the others; ``bounds`` keeps every answer to a size.
``tasks`` is what a worker of :mod:`kg.serve` does, which is ended when its time is over. ``server`` speaks the protocol
by the official SDK, ``transports`` puts that on stdio or HTTP; ``resources`` and ``prompts`` are what it has to read.
"""
