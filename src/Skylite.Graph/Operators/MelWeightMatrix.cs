using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>Weights that gather the bins of a spectrum on the mel scale: mel bins, DFT length, sample rate, lowest and highest frequency → matrix.</summary>
internal sealed class MelWeightMatrix : IOperator
{
    public string OpType => "MelWeightMatrix";

    public Arity Arity => Arity.Of(5);

    public void InferShapes(ShapeContext context)
    {
        var bins = context.IntegersOf(1) is [var length] ? (length / 2) + 1 : Dimension.Unknown;
        var bands = context.IntegersOf(0) is [var count] ? count : Dimension.Unknown;
        context.SetOutput(0, (ElementType)context.Attributes.Int("output_datatype", (long)ElementType.Float), new Shape(bins, bands));
    }

    public void TieChannels(ChannelTies ties) => ties.PinAll("takes lengths");
}
