"""The partner network: agreements as hyperedges over those who signed, and its explicit projections.

An agreement joins all its signatories at once. A projection puts an edge between each two of them,
with two weights: ``weight``, the number of agreements shared, and ``newman``, the sum of 1/(k - 1)
over the shared agreements with k signatory nodes each (M. E. J. Newman, Scientific collaboration
networks II, Physical Review E 64, 016132, 2001), so that one agreement of many counts for no more
than one of two. An unnamed group is a marked node: listed, never counted as a partner.
"""
