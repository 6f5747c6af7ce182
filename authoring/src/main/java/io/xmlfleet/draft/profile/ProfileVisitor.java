package io.xmlfleet.draft.profile;

import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.draft.ElementShape;
import io.xmlfleet.draft.QualifiedName;
import io.xmlfleet.xml.ElementVisitor;
import io.xmlfleet.xml.StartTag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds one document, known to be well-formed, to a profile. Confined to one thread; used once. */
final class ProfileVisitor implements ElementVisitor {
  private final Map<QualifiedName, ElementProfile> roots;
  private final ProfileBounds bounds;
  private final Deque<Open> open = new ArrayDeque<>();

  /** Text since the last tag. */
  private final StringBuilder piece = new StringBuilder();

  /** Characters of the document's text so far, and those of them that part words. */
  private long characters;

  private long spaces;

  private char lastCharacter = ' ';

  /** The element that ended last, if nothing has come since. */
  private @Nullable Open ended;

  /** The element that began right behind another one's last word, if no text has come since. */
  private @Nullable Open touching;

  /** Open elements that are not looked at, below the innermost one that is. */
  private int skipped;

  ProfileVisitor(Map<QualifiedName, ElementProfile> roots, ProfileBounds bounds) {
    this.roots = roots;
    this.bounds = bounds;
  }

  @Override
  public void start(StartTag tag) {
    endPiece();
    Open parent = open.peek();
    if (parent != null) {
      parent.hasChildren = true;
    }
    ElementProfile profile =
        skipped > 0 ? null : profile(parent, new QualifiedName(tag.namespace(), tag.localName()));
    if (profile == null) {
      skipped++;
      ended = null;
      touching = null;
      return;
    }
    profile.begin();
    takeAttributes(profile, tag);
    Open begun = new Open(profile, characters, spaces, tag.attributes() > 0);
    if (ended != null && !Blanks.isSpace(lastCharacter)) {
      begun.before = ended;
      touching = begun;
    }
    ended = null;
    open.push(begun);
  }

  @Override
  public void text(char[] source, int start, int length) {
    if (length == 0) {
      return;
    }
    if (touching != null) {
      touching.touches = !Blanks.isSpace(source[start]);
      touching = null;
    }
    ended = null;
    characters += length;
    for (int i = start; i < start + length; i++) {
      spaces += Blanks.isSpace(source[i]) ? 1 : 0;
    }
    lastCharacter = source[start + length - 1];
    piece.append(source, start, length);
  }

  @Override
  public void end() {
    if (skipped > 0) {
      endPiece();
      skipped--;
      return;
    }
    String last = piece.toString();
    endPiece();
    Open innermost = open.pop();
    innermost.end(last, characters, spaces);
    ended = innermost.hasAnyText ? innermost : null;
    Open parent = open.peek();
    if (parent == null) {
      innermost.profile.inParent(1);
      return;
    }
    parent.count(innermost.profile);
    if (innermost.runsInto()) {
      parent.profile.markRunsTogether();
    }
  }

  /** The profile of a child; null if there is no room for one more. */
  private @Nullable ElementProfile profile(@Nullable Open parent, QualifiedName name) {
    ElementProfile known = parent == null ? roots.get(name) : parent.profile.child(name);
    if (known != null) {
      return known;
    }
    int names = parent == null ? roots.size() : parent.profile.children().size();
    if (open.size() >= ElementShape.DEPTH || !bounds.takeElement(names)) {
      if (parent == null) {
        return null;
      }
      parent.profile.markIncomplete();
      return parent.profile.namesake(name.local());
    }
    ElementProfile made = new ElementProfile(name, bounds.memory());
    if (parent == null) {
      roots.put(name, made);
    } else {
      parent.profile.put(made);
    }
    return made;
  }

  private void takeAttributes(ElementProfile profile, StartTag tag) {
    Map<QualifiedName, ValueProfile> known = profile.attributes();
    for (int i = 0; i < tag.attributes(); i++) {
      QualifiedName name = new QualifiedName(tag.attributeNamespace(i), tag.attributeName(i));
      ValueProfile values = known.get(name);
      if (values == null && bounds.allowsAttribute(known.size())) {
        values = new ValueProfile(bounds.memory());
        known.put(name, values);
      }
      if (values == null) {
        profile.markIncomplete();
        values = profile.attribute(name.local());
      }
      if (values != null) {
        values.add(tag.attributeValue(i));
      }
    }
  }

  /** What stood since the last tag belongs to the innermost open element. */
  private void endPiece() {
    Open innermost = open.peek();
    if (innermost != null && skipped == 0 && !innermost.hasText) {
      innermost.hasText = !Blanks.isBlank(piece.toString());
    }
    piece.setLength(0);
  }

  /** An element whose end has not come. */
  private static final class Open {
    private final ElementProfile profile;
    private final long charactersBefore;
    private final long spacesBefore;
    private final boolean hasAttributes;
    private final Map<ElementProfile, Integer> counts = new HashMap<>();
    private boolean hasChildren;
    private boolean hasText;
    private boolean hasAnyText;
    private boolean hasSeveralWords;

    /** The element whose last word is right before it. */
    private @Nullable Open before;

    private boolean touches;

    Open(ElementProfile profile, long characters, long spaces, boolean hasAttributes) {
      this.profile = profile;
      this.charactersBefore = characters;
      this.spacesBefore = spaces;
      this.hasAttributes = hasAttributes;
    }

    /**
     * Whether its first word and the last one of the element before it become one without the tags
     * between them. Markup within a word touches, too; what has several words is none.
     */
    boolean runsInto() {
      return touches
          && before != null
          && (hasSeveralWords || before.hasSeveralWords || before.profile == profile);
    }

    void count(ElementProfile child) {
      counts.merge(child, 1, Integer::sum);
    }

    void end(String lastPiece, long charactersAfter, long spacesAfter) {
      hasAnyText = charactersAfter - charactersBefore > spacesAfter - spacesBefore;
      hasSeveralWords = hasAnyText && spacesAfter > spacesBefore;
      if (hasChildren) {
        profile.endWithChildren(hasText, charactersAfter - charactersBefore);
      } else {
        profile.text().add(Blanks.strip(lastPiece));
        if (!hasAnyText && !hasAttributes) {
          profile.markEmpty();
        }
      }
      counts.forEach(ElementProfile::inParent);
      if (profile.hasNamesakes()) {
        markNamesakes();
      }
    }

    private void markNamesakes() {
      Map<String, ElementProfile> byLocalName = new HashMap<>();
      for (ElementProfile child : counts.keySet()) {
        ElementProfile namesake = byLocalName.putIfAbsent(child.name().local(), child);
        if (namesake != null) {
          namesake.markBesideNamesake();
          child.markBesideNamesake();
        }
      }
    }
  }
}
