package io.xmlfleet.source.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How the documents of one stream are named as records. Immutable.
 *
 * @param name the stream's own name
 * @param byContent whether the name says nothing about what is in the stream, as that of a pipe:
 *     then documents are named after their bytes, so that another one through the same pipe is
 *     another record
 */
public record Naming(String name, boolean byContent) {
  private static final int HASH_CHARACTERS = 32;

  /** A stream whose name is a record id. */
  public static Naming of(String recordId) {
    return new Naming(recordId, false);
  }

  /** The stream as one document. */
  String document(byte[] bytes) {
    return byContent ? name + '-' + hash(bytes) : name;
  }

  /** One of the documents in it, from 1. */
  String part(long ordinal, byte[] bytes) {
    return document(bytes) + '#' + ordinal;
  }

  /** One that was not read. */
  String part(long ordinal) {
    return name + '#' + ordinal;
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
