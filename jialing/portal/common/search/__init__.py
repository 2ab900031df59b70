"""Search over the names of records, in Chinese and English, only where the viewer may read them.

An app registers what can be found (:func:`register`) in its ``ready``; its actions call :func:`refresh` in their own
transaction when names change. Which name fits and in which order is :mod:`jialing.match.search`.
"""
