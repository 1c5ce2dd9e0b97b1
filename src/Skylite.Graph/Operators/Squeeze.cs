using Skylite.Graphs.Channels;
using Skylite.Graphs.Channels.Rules;

namespace Skylite.Graphs.Operators;

/// <summary>Drops axes of length 1: data, axes (default: every axis of length 1).</summary>
internal sealed class Squeeze : IOperator, IFoldable
{
    public string OpType => "Squeeze";

    public Arity Arity => new(1, 2);

    public void InferShapes(ShapeContext context)
    {
        var x = context.ShapeOf(0);
        var axes = context.IntegersOf(1);
        if (x is null || (axes is null && (context.Node.HasInput(1) || x.Any(d => !d.IsKnown))))
        {
            context.SetOutput(null);
            return;
        }

        var dropped = axes?.Select(x.Axis).ToHashSet() ?? x.Select((d, i) => d.Length == 1 ? i : -1).ToHashSet();
        if (x.Where((d, i) => dropped.Contains(i) && d.IsKnown && d.Length != 1).Any())
        {
            throw context.Error("an axis to drop is longer than 1.");
        }

        context.SetOutput(new Shape([.. x.Where((_, i) => !dropped.Contains(i))]));
    }

    public void TieChannels(ChannelTies ties) => ReshapeTies.Tie(ties);

    public bool Moves(int input) => input == 0;

    public IReadOnlyList<Tensor>? Fold(Node node, IReadOnlyList<Tensor?> inputs)
    {
        var x = inputs[0]!;
        var axes = inputs.ElementAtOrDefault(1)?.ToInt64().Select(a => x.Shape.Axis(a)).ToHashSet();
        var dimensions = x.Dimensions.ToArray();
        return [x.Reshape([.. dimensions.Where((d, i) => axes is null ? d != 1 : !axes.Contains(i))])];
    }
}
