using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>A window of so many samples: HannWindow, HammingWindow, BlackmanWindow.</summary>
/// <param name="opType">The operator's name.</param>
internal sealed class WindowFunction(string opType) : IOperator
{
    public string OpType => opType;

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context)
    {
        var count = context.ElementsOf(0) is [var only] ? only.ToDimension() : Dimension.Unknown;
        context.SetOutput(0, (ElementType)context.Attributes.Int("output_datatype", (long)ElementType.Float), new Shape(count));
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("takes a length");
}
