using Skylite.Graphs;
using Skylite.Zoo;
using Skylite.Zoo.Blocks;

namespace Skylite.Tests.Zoo;

public sealed class AdaptiveAveragePoolTests
{
    [Fact]
    public void Every_cell_is_the_mean_of_its_part_of_the_image()
    {
        foreach (var side in new[] { 1, 6, 7 })
        {
            for (var length = 1; length <= 40; length++)
            {
                var graph = Pool(length, 3 * side, side);
                for (var cell = 0; cell < side; cell++)
                {
                    Assert.Equal(Expected(length, side, cell), RowWeights(graph, length, side, cell));
                }
            }
        }
    }

    [Fact]
    public void Nothing_is_added_where_nothing_is_to_do()
    {
        Assert.Empty(Pool(7, 7, 7).Nodes);
        Assert.Equal(["AveragePool"], Pool(14, 21, 7).Nodes.Select(n => n.OpType));
        Assert.Equal(["Gather", "AveragePool"], Pool(1, 14, 7).Nodes.Select(n => n.OpType));
    }

    private static Graph Pool(int height, int width, int side)
    {
        var graph = new Graph("pool");
        var input = graph.AddInput("input", ElementType.Float, new Shape(Dimension.Named("batch"), 2, height, width));
        var output = new NetworkBuilder(graph, new ModelOptions()).AdaptiveAveragePool("avgpool", input, side);
        Assert.Equal($"[batch, 2, {side}, {side}]", output.Shape!.ToString());
        return graph;
    }

    private static double[] Expected(int length, int side, int cell)
    {
        var (start, end) = ((int)Math.Floor(cell * (double)length / side), (int)Math.Ceiling((cell + 1) * (double)length / side));
        return [.. Enumerable.Range(0, length).Select(i => i >= start && i < end ? Math.Round(1.0 / (end - start), 9) : 0)];
    }

    // What the nodes along the rows do to one cell: how much each row of the image counts.
    private static double[] RowWeights(Graph graph, int length, int side, int cell)
    {
        var rows = Enumerable.Range(0, length).Select(i => (long)i).ToArray();
        var window = 1L;
        foreach (var node in graph.Nodes)
        {
            if (node.OpType == "Gather" && node.Attributes.Int("axis", 0) == 2)
            {
                rows = node.Input(1).Constant!.ToInt64();
            }
            else if (node.OpType == "AveragePool")
            {
                window *= node.Attributes.Ints("kernel_shape")![0];
            }
        }

        Assert.Equal(side * window, rows.Length);
        var weights = new double[length];
        foreach (var row in rows.Skip(cell * (int)window).Take((int)window))
        {
            weights[row] += 1.0 / window;
        }

        return [.. weights.Select(w => Math.Round(w, 9))];
    }
}
