using Skylite.Graphs;
using Skylite.Tests.Native.Training;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Workbench;

public sealed class TiledModelTests
{
    public static TheoryData<string> Networks { get; } =
        [.. Models.All.Where(m => m.Task is ModelTask.SemanticSegmentation or ModelTask.ChangeDetection).Select(m => m.Id)];

    // Either a network answers as the one that was built for that size does, or it says that it was built for another.
    [Theory]
    [MemberData(nameof(Networks))]
    public void A_network_answers_as_one_that_was_built_for_that_size(string id)
    {
        var large = Build(id, 96);
        Graph enlarged;
        try
        {
            enlarged = TiledModel.Enlarged(Build(id, 64), 96, "model.onnx");
        }
        catch (InvalidDataException e)
        {
            Assert.Contains("tiles of 96 pixels", e.Message, StringComparison.Ordinal);
            return;
        }

        var feeds = large.Inputs.Index().ToDictionary(i => i.Item.Name, i => OrtOracle.Noise(i.Index, 1, 3, 96, 96));
        Assert.Equal(OrtOracle.RunOrt(large, feeds)[0], OrtOracle.RunOrt(enlarged, feeds)[0]);
    }

    [Theory]
    [InlineData("fc-ef")]
    [InlineData("mobile-siamese")]
    [InlineData("light-unet")]
    [InlineData("unet")]
    public void What_is_compared_most_takes_other_sizes(string id)
    {
        var graph = Build(id, 64);

        Assert.Same(graph, TiledModel.Enlarged(graph, 64, "model.onnx"));
        Assert.Equal(new Shape(Dimension.Named("batch"), 2, 128, 128), TiledModel.Enlarged(graph, 128, "model.onnx").Outputs[0].Shape);
        Assert.Equal(64, graph.Inputs[0].Shape![2].Length);
    }

    [Fact]
    public void A_size_that_strides_do_not_divide_is_refused_with_one_that_fits()
    {
        var error = Assert.Throws<InvalidDataException>(() => TiledModel.Enlarged(Build("mobile-siamese", 64), 100, "model.onnx"));

        Assert.Contains("'model.onnx' cannot be run over tiles of 100 pixels", error.Message, StringComparison.Ordinal);
        Assert.Contains("--tile 128", error.Message, StringComparison.Ordinal);
    }

    private static Graph Build(string id, int side) => Models.Build(id, new ModelOptions { Classes = 2, WidthMultiplier = 0.25, Seed = 5 }.WithSize(side));
}
