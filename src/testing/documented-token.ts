/** The token of Phoenix's own documentation: issued at 1745359391, expired since 1745362991 (22 April 2025, 23:03:11 UTC). */
export const DOCUMENTED_TOKEN =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9' +
  '.eyJwYXJ0bmVyIjp7ImNsaWVudF9pZCI6IjJTRVJ0SjJEUG5ra1RRYnZucXlTNXkifSwic2NvcGUiOlsiaWZyYW1lIl0sInZlcnNpb24iOiIxIiwiaWF0IjoxNzQ1MzU5MzkxLCJleHAiOjE3NDUzNjI5OTEsImp0aSI6ImY3OWQ4NzkzLTU5NmUtNDZhZi1iODRmLTA4YmRhZmRmNjQzNiJ9' +
  '.2zYEIjfpV3FiV2HputAUDbbuXH0ylgQtrsjmINxjOHc';
