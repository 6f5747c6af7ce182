package io.xmlfleet.contract.expression;

import io.xmlfleet.contract.convert.Blanks;
import io.xmlfleet.contract.expression.syntax.Absence;
import io.xmlfleet.contract.expression.syntax.ArithmeticOperator;
import io.xmlfleet.contract.expression.syntax.ChainOperator;
import io.xmlfleet.contract.expression.syntax.NameReference;
import io.xmlfleet.contract.expression.syntax.Node;
import io.xmlfleet.contract.expression.syntax.Position;
import io.xmlfleet.contract.expression.syntax.Relation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a tree into typed terms. Confined to one thread. */
final class Compiler implements Node.Visitor<Operand<?>> {
  private final Names resolver;

  Compiler(Names resolver) {
    this.resolver = resolver;
  }

  @Override
  public Operand<?> text(Node.TextLiteral node) {
    return new Operand<>(Kind.TEXT, new Term.Constant<>(node.value()), node.at());
  }

  @Override
  public Operand<?> number(Node.NumberLiteral node) {
    return new Operand<>(Kind.NUMBER, new Term.Constant<>(node.value()), node.at());
  }

  @Override
  public Operand<?> truth(Node.TruthLiteral node) {
    return new Operand<>(Kind.BOOLEAN, new Term.Constant<>(node.value()), node.at());
  }

  @Override
  public Operand<?> nothing(Node.NullLiteral node) {
    return new Operand<>(Kind.NULL, new Term.Constant<>(null), node.at());
  }

  @Override
  public Operand<?> name(Node.Name node) {
    int slot = resolver.applyAsInt(node.reference());
    return new Operand<>(Kind.TEXT, new Term.Slot(slot), node.at());
  }

  @Override
  public Operand<?> negation(Node.Negation node) {
    Conversion<BigDecimal, BigDecimal> negate = BigDecimal::negate;
    return new Operand<>(Kind.NUMBER, negate.over(compile(node.operand()).number()), node.at());
  }

  @Override
  public Operand<?> not(Node.Not node) {
    return condition(not(compile(node.operand()).condition()), node);
  }

  @Override
  public Operand<?> arithmetic(Node.Arithmetic node) {
    Term<BigDecimal> left = compile(node.left()).number();
    Term<BigDecimal> right = compile(node.right()).number();
    return new Operand<>(
        Kind.NUMBER, new Term.Combined<>(operation(node.operator()), left, right), node.at());
  }

  private static Operation<BigDecimal, BigDecimal, BigDecimal> operation(
      ArithmeticOperator operator) {
    return switch (operator) {
      case ADD -> Decimals::add;
      case SUBTRACT -> Decimals::subtract;
      case MULTIPLY -> Decimals::multiply;
      case DIVIDE -> Decimals::divide;
      case REMAINDER -> Decimals::remainder;
    };
  }

  @Override
  public Operand<?> comparison(Node.Comparison node) {
    Operand<?> left = compile(node.left());
    return condition(compared(left, node.relation(), compile(node.right()), node.at()), node);
  }

  private static <S> Term<Boolean> compared(
      Operand<S> left, Relation relation, Operand<?> right, Position at) {
    return new Condition.Asked<>(left.term(), Comparisons.test(left, relation, right, at));
  }

  @Override
  public Operand<?> chain(Node.Chain node) {
    List<Operand<?>> parts = compile(node.parts());
    if (node.operator() == ChainOperator.CONCATENATE) {
      List<Term<String>> texts = parts.stream().<Term<String>>map(Operand::text).toList();
      return new Operand<>(Kind.TEXT, new TextFunctions.Joined(texts, false), node.at());
    }
    List<Term<Boolean>> conditions = parts.stream().<Term<Boolean>>map(Operand::condition).toList();
    return condition(new Logic.Junction(node.operator() == ChainOperator.OR, conditions), node);
  }

  @Override
  public Operand<?> in(Node.In node) {
    Operand<?> subject = compile(node.operand());
    return condition(Comparisons.in(subject, compile(node.items())), node.negated(), node);
  }

  @Override
  public Operand<?> like(Node.Like node) {
    Term<String> text = compile(node.operand()).text();
    Term<Boolean> like = Likes.term(text, compile(node.pattern()), node.escape());
    return condition(like, node.negated(), node);
  }

  @Override
  public Operand<?> between(Node.Between node) {
    Operand<?> subject = compile(node.operand());
    Operand<?> low = compile(node.low());
    Term<Boolean> between = between(subject, low, compile(node.high()));
    return condition(between, node.negated(), node);
  }

  private static <S> Term<Boolean> between(Operand<S> subject, Operand<?> low, Operand<?> high) {
    return new Condition.Asked<>(
        subject.term(),
        new Condition.Both<>(
            Comparisons.test(subject, Relation.AT_LEAST, low, low.at()),
            Comparisons.test(subject, Relation.AT_MOST, high, high.at())));
  }

  @Override
  public Operand<?> is(Node.Is node) {
    Operand<?> operand = compile(node.operand());
    boolean blankIsNone = node.absence() == Absence.EMPTY && operand.type() == ExpressionType.TEXT;
    Term<Boolean> absent =
        blankIsNone
            ? new Logic.IsAbsent<>(operand.text(), Blanks::isBlank)
            : new Logic.IsAbsent<>(operand.term(), value -> false);
    return condition(absent, node.negated(), node);
  }

  @Override
  public Operand<?> choice(Node.Case node) {
    Node subject = node.subject();
    Operand<?> compiled = subject == null ? null : compile(subject);
    List<Operand<?>> whens = compile(node.branches().stream().map(Node.When::when).toList());
    List<Operand<?>> results =
        new ArrayList<>(compile(node.branches().stream().map(Node.When::then).toList()));
    Node otherwise = node.otherwise();
    results.add(otherwise == null ? nothing(new Node.NullLiteral(node.at())) : compile(otherwise));
    return choice(compiled, whens, Kind.common(results), results, node.at());
  }

  private static <T> Operand<T> choice(
      @Nullable Operand<?> subject,
      List<Operand<?>> whens,
      Kind<T> kind,
      List<Operand<?>> results,
      Position at) {
    List<Term<T>> terms = results.stream().<Term<T>>map(kind.view()::of).toList();
    List<Term<T>> branches = terms.subList(0, whens.size());
    Term<T> otherwise = terms.get(whens.size());
    Term<T> choice =
        subject == null
            ? new Choice.First<>(
                whens.stream().<Term<Boolean>>map(Operand::condition).toList(), branches, otherwise)
            : matching(subject, whens, branches, otherwise);
    return new Operand<>(kind, choice, at);
  }

  private static <S, T> Term<T> matching(
      Operand<S> subject, List<Operand<?>> whens, List<Term<T>> branches, Term<T> otherwise) {
    List<Condition<S>> tests = new ArrayList<>();
    for (Operand<?> when : whens) {
      tests.add(Comparisons.test(subject, Relation.EQUAL, when, when.at()));
    }
    return new Choice.Matching<>(subject.term(), tests, branches, otherwise);
  }

  @Override
  public Operand<?> call(Node.Call node) {
    return Functions.compile(
        node.function(), new Arguments(node.unit(), compile(node.arguments()), node.at()));
  }

  @Override
  public Operand<?> cast(Node.Cast node) {
    return Casts.cast(compile(node.operand()), node.type(), node.at());
  }

  @Override
  public Operand<?> aggregate(Node.Aggregate node) {
    NameReference[] path = new NameReference[1];
    Operand<?> argument =
        node.argument()
            .accept(
                new Compiler(
                    name -> {
                      path[0] = name;
                      return Aggregate.INPUT;
                    }));
    Aggregate aggregate = Aggregate.of(node, argument);
    return aggregate.operand(resolver.aggregate(path[0], aggregate), node.at());
  }

  private Operand<?> compile(Node node) {
    return node.accept(this);
  }

  private List<Operand<?>> compile(List<Node> nodes) {
    return nodes.stream().<Operand<?>>map(this::compile).toList();
  }

  private static Operand<Boolean> condition(Term<Boolean> term, boolean negated, Node node) {
    return condition(negated ? not(term.folded()) : term, node);
  }

  private static Operand<Boolean> condition(Term<Boolean> term, Node node) {
    return new Operand<>(Kind.BOOLEAN, term, node.at());
  }

  private static Term<Boolean> not(Term<Boolean> term) {
    Conversion<Boolean, Boolean> not = truth -> !truth;
    return not.over(term);
  }
}
