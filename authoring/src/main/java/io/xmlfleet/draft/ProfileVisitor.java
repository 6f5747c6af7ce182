package io.xmlfleet.draft;

import io.xmlfleet.contract.convert.Blanks;
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

  /** Characters of the document's text so far. */
  private long characters;

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
      return;
    }
    profile.begin();
    takeAttributes(profile, tag);
    open.push(new Open(profile, characters));
  }

  @Override
  public void text(char[] source, int start, int length) {
    characters += length;
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
    Open ended = open.pop();
    ended.end(last, characters);
    Open parent = open.peek();
    if (parent == null) {
      ended.profile.inParent(1);
    } else {
      parent.count(ended.profile);
    }
  }

  /** The profile of a child; null if there is no room for one more. */
  private @Nullable ElementProfile profile(@Nullable Open parent, QualifiedName name) {
    ElementProfile known = parent == null ? roots.get(name) : parent.profile.child(name);
    if (known != null) {
      return known;
    }
    int names = parent == null ? roots.size() : parent.profile.children().size();
    if (open.size() >= ProfileBounds.DEPTH || !bounds.takeElement(names)) {
      if (parent != null) {
        parent.profile.markIncomplete();
      }
      return null;
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
      } else {
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
    private final Map<ElementProfile, Integer> counts = new HashMap<>();
    private boolean hasChildren;
    private boolean hasText;

    Open(ElementProfile profile, long charactersBefore) {
      this.profile = profile;
      this.charactersBefore = charactersBefore;
    }

    void count(ElementProfile child) {
      counts.merge(child, 1, Integer::sum);
    }

    void end(String lastPiece, long charactersAfter) {
      if (hasChildren) {
        profile.endWithChildren(hasText, charactersAfter - charactersBefore);
      } else {
        profile.text().add(Blanks.strip(lastPiece));
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
