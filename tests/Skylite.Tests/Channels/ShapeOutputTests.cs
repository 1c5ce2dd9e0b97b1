using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Passes;

namespace Skylite.Tests.Channels;

/// <summary>A network that answers with lengths of its own values: they must stay what they are.</summary>
public sealed class ShapeOutputTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void Channels_whose_number_is_an_output_stay(int? first, bool stay)
    {
        var s = new GraphSketch();
        var x = s.Graph.AddInput("image", ElementType.Float, new Shape(Dimension.Named("batch"), 3, 4, 4));
        var wide = s.Relu(s.Conv(x, 3, 8));
        var lengths = s.Apply("Shape", wide);
        var graph = s.Output(s.Conv(wide, 8, 3), first is { } end ? s.Slice(lengths, 0, end, 0) : lengths);
        ShapeInference.Run(graph);

        var groups = ChannelGroups.Of(graph);

        Assert.Equal(stay ? 0 : 8, groups.Count);
        Assert.Equal(stay, groups.Pinned.Any(p => p.Reason.Contains("hands this length", StringComparison.Ordinal)));
    }
}
