using Skylite.Graphs.Channels;

namespace Skylite.Graphs.Operators;

/// <summary>All static knowledge of one ONNX operator: shapes, cost, and how the channels of its inputs and outputs hang together.</summary>
public interface IOperator
{
    /// <summary>The operator's name as ONNX spells it.</summary>
    string OpType { get; }

    /// <summary>How many inputs and outputs it takes.</summary>
    Arity Arity { get; }

    /// <summary>Sets type and shape of the node's outputs from those of its inputs; leaves unknown what cannot be known.</summary>
    /// <exception cref="InvalidDataException">The inputs do not fit the operator; the message names the node and the shapes.</exception>
    void InferShapes(ShapeContext context);

    /// <summary>
    /// Multiply-accumulate operations of one run (one multiply-add = 1), as the literature counts them: convolutions and matrix products; 0 otherwise.
    /// </summary>
    /// <remarks>Called after shapes are inferred, with every shape known.</remarks>
    long Macs(Node node) => 0;

    /// <summary>Ties the channel elements of the node's inputs, parameters and outputs that must live or die together.</summary>
    /// <remarks>The default pins every channel that reaches the node: safe for operators that nobody has described.</remarks>
    void TieChannels(ChannelTies ties) => ties.PinAll("has no channel rule");
}
