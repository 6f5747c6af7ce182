package io.xmlfleet.migrate;

import java.util.Locale;

/** What names of an old expression are in a new one. */
interface OldNames {
  /** For a name that means nothing to a row. */
  String ADVICE = "it is empty or null, as there; write the path that is meant in []";

  /** For a condition, where names match in any letter case; {@code ''} if nothing has the name. */
  String inCondition(String name);

  /** For a value, where the letter case counts; {@code NULL} if nothing has the name. */
  String inValue(String name);

  /** Names of values of the document; what they stand for is stripped. */
  static OldNames ofDocument(DocumentValues values, OldMapping asking, Remarks remarks) {
    return new OldNames() {
      @Override
      public String inCondition(String name) {
        return "TRIM(" + values.meaning(name, false) + ')';
      }

      @Override
      public String inValue(String name) {
        int dot = name.indexOf('.');
        String attribute = name.substring(dot + 1);
        if (dot >= 0 && !attribute.equals(attribute.toLowerCase(Locale.ROOT))) {
          // There, names with an element have their attribute in small letters.
          remarks.decide(
              asking.where(),
              "nothing has just the name " + name + ", which is null, as there",
              "write the name that is meant");
          return "NULL";
        }
        return values.meaning(name, dot < 0);
      }
    };
  }

  /** Names of attributes of the row's element. */
  static OldNames ofElement(OldMapping asking, Remarks remarks) {
    return new OldNames() {
      @Override
      public String inCondition(String name) {
        if (name.indexOf('.') >= 0) {
          remarks.decide(asking.where(), "a row's expression has no " + name, ADVICE);
          return "''";
        }
        return "[@~" + name + ']';
      }

      @Override
      public String inValue(String name) {
        if (name.indexOf('.') >= 0) {
          remarks.decide(asking.where(), "a row's expression has no " + name, ADVICE);
          return "NULL";
        }
        return "[@" + name + ']';
      }
    };
  }
}
