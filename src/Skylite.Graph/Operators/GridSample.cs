namespace Skylite.Graphs.Operators;

/// <summary>Samples its input at given places: X [N, C, H, W], grid [N, H′, W′, 2] → [N, C, H′, W′].</summary>
/// <remarks>Jaderberg, Simonyan, Zisserman and Kavukcuoglu, 2015.</remarks>
internal sealed class GridSample : IOperator
{
    public string OpType => "GridSample";

    public Arity Arity => Arity.Of(2);

    public void InferShapes(ShapeContext context) =>
        context.SetOutput(context.ShapeOf(0, 4) is { } x && context.ShapeOf(1, 4) is { } grid ? new Shape(x[0], x[1], grid[1], grid[2]) : null);
}
