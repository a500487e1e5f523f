export * from '@oson/db/testing';
