using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Puts values back to the places that MaxPool took them from: X [N, C, …], places, output shape → [N, C, …].</summary>
internal sealed class MaxUnpool : IOperator
{
    public string OpType => "MaxUnpool";

    public Arity Arity => new(2, 3);

    public void InferShapes(ShapeContext context)
    {
        var kernel = context.Attributes.Ints("kernel_shape") ?? throw context.Error("attribute 'kernel_shape' is missing.");
        Shape? y = null;
        if (context.Node.HasInput(2))
        {
            y = context.ElementsOf(2) is { } wanted ? new Shape([.. wanted.Select(e => e.ToDimension())]) : null;
        }
        else if (context.ShapeOf(0, kernel.Count + 2) is { } x)
        {
            var window = new SlidingWindow(context, [.. kernel]);
            y = new Shape([x[0], x[1], .. kernel.Select((_, i) => Spread(window, x[i + 2], i))]);
        }

        context.SetOutput(y);
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("reads places that are numbered across channels");

    private static Dimension Spread(SlidingWindow window, Dimension length, int axis) =>
        length.IsKnown
            ? ((length.Length - 1) * window.Strides[axis]) + window.Kernel[axis] - window.Pads[axis] - window.Pads[axis + window.Kernel.Length]
            : Dimension.Unknown;
}
