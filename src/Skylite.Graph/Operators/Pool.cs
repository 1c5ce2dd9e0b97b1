using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Pools windows that slide over the spatial axes: X [N, C, …] → Y, and for MaxPool the places of the maxima.</summary>
/// <param name="opType">MaxPool, AveragePool or LpPool.</param>
/// <param name="maxOutputs">How many outputs it can have.</param>
internal sealed class Pool(string opType, int maxOutputs = 1) : IOperator
{
    public string OpType => opType;

    public Arity Arity => new(1, 1, 1, maxOutputs);

    public void InferShapes(ShapeContext context)
    {
        var kernel = context.Attributes.Ints("kernel_shape") ?? throw context.Error("attribute 'kernel_shape' is missing.");
        Shape? y = null;
        if (context.ShapeOf(0, kernel.Count + 2) is { } x)
        {
            var window = new SlidingWindow(context, [.. kernel]);
            y = new Shape([x[0], x[1], .. kernel.Select((_, axis) => window.Slide(context, x[axis + 2], axis))]);
        }

        context.SetOutput(y);
        context.SetOutput(1, ElementType.Int64, y);
    }

    public void TieChannels(ChannelTies ties)
    {
        if (ties.Node.Outputs.Count > 1 && ties.Node.Outputs[1] is { } places && (places.Uses.Count > 0 || ties.State.Graph.IsOutput(places)))
        {
            ties.PinAll("numbers the places of its maxima across channels");
        }
        else
        {
            AxisTies.TiePool(ties);
        }
    }
}
