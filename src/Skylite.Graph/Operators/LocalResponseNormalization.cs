using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Divides every element by a power of the energy in neighbouring channels (ONNX's LRN): X [N, C, …].</summary>
/// <remarks>Krizhevsky, Sutskever and Hinton, 2012, section 3.3.</remarks>
internal sealed class LocalResponseNormalization : IOperator
{
    public string OpType => "LRN";

    public Arity Arity => Arity.Of(1);

    public void InferShapes(ShapeContext context) => context.SetOutput(context.ShapeOf(0));

    public void TieChannels(ChannelTies ties) => NormalizationTies.TieLocalResponse(ties);
}
