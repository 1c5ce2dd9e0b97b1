namespace Skylite.Graphs.Operators;

/// <summary>Operators whose output has the type and shape of the first input, whatever the others are: CumSum, Trilu, scatters.</summary>
/// <param name="opType">The operator's name.</param>
/// <param name="arity">How many inputs it takes.</param>
internal sealed class SameShape(string opType, Arity arity) : IOperator
{
    public string OpType => opType;

    public Arity Arity => arity;

    public void InferShapes(ShapeContext context) => context.SetOutput(context.ShapeOf(0));
}
