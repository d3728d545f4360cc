"""From sentence to sentence: references, lists, days of occasions, one signing told several times."""
