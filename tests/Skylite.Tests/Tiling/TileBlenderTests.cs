using Skylite.Imagery.Tiling;

namespace Skylite.Tests.Tiling;

public sealed class TileBlenderTests
{
    private const int Planes = 3;

    [Theory]
    [InlineData(70, 90, 32, 0.25, 1L << 30)]
    [InlineData(1300, 75, 40, 0.4, 1)]
    [InlineData(33, 200, 64, 0.5, 1L << 30)]
    [InlineData(20, 20, 64, 0.5, 1L << 30)]
    public void Strips_are_the_same_as_the_whole_scene_at_once(int width, int height, int tile, double overlap, long memory)
    {
        foreach (var window in BlendWindow.All)
        {
            var plan = Plan(width, height, tile, overlap, window, memory);
            var expected = Whole(plan);
            var actual = new float[expected.Length];
            foreach (var panel in plan.Panels)
            {
                using var blender = new TileBlender(plan, panel, Planes);
                for (var row = 0; row < plan.Y.Positions.Count; row++)
                {
                    AddRow(plan, panel, blender, row);
                    Take(plan, panel, blender, row, actual, blender.NextRow);
                }
            }

            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], actual[i], 1e-4f);
            }
        }
    }

    [Fact]
    public void A_run_that_begins_later_gives_the_same_rows()
    {
        var plan = Plan(90, 200, 32, 0.3, BlendWindow.Gaussian, 1L << 30);
        var expected = Whole(plan);
        const int Begin = 77;
        var actual = new float[expected.Length];
        using var blender = new TileBlender(plan, plan.Panels[0], Planes);
        blender.BeginAt(Begin);
        for (var row = 0; row < plan.Y.Positions.Count; row++)
        {
            if (plan.Y.Positions[row] + plan.Y.Tile <= Begin)
            {
                continue;
            }

            AddRow(plan, plan.Panels[0], blender, row);
            Take(plan, plan.Panels[0], blender, row, actual, blender.NextRow);
        }

        for (var i = Begin * 90; i < 200 * 90; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-4f);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tiles_that_are_left_out_leave_no_trace_of_earlier_rows(int seed)
    {
        var plan = Plan(300, 250, 32, 0.4, BlendWindow.Cosine, 1);
        var random = new Random(seed);
        var kept = plan.Y.Positions.SelectMany((_, r) => plan.X.Positions.Select((_, c) => (r, c))).Where(_ => random.Next(3) > 0).ToHashSet();
        var expected = Whole(plan, kept);
        var actual = new float[expected.Length];
        foreach (var panel in plan.Panels)
        {
            using var blender = new TileBlender(plan, panel, Planes);
            for (var row = 0; row < plan.Y.Positions.Count; row++)
            {
                AddRow(plan, panel, blender, row, kept);
                Take(plan, panel, blender, row, actual, blender.NextRow);
            }
        }

        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-4f);
        }
    }

    [Fact]
    public void Equal_tiles_blend_to_themselves_and_gaps_stay_marked()
    {
        var plan = Plan(100, 60, 32, 0.25, BlendWindow.Cosine, 1L << 30);
        using var blender = new TileBlender(plan, plan.Panels[0], 1);
        var ones = Enumerable.Repeat(0.7f, 32 * 32).ToArray();
        for (var column = 0; column < plan.X.Positions.Count; column++)
        {
            // The scene has no data in columns 40 to 49.
            var valid = Enumerable.Range(0, 32 * 32).Select(i => (byte)(plan.X.Positions[column] + (i % 32) is >= 40 and < 50 ? 0 : 1)).ToArray();
            blender.Add(0, column, new StoredRows(ones, 1, 32), valid);
        }

        Assert.All(blender.Row(0, 3).ToArray(), v => Assert.Equal(0.7f, v, 1e-5f));
        Assert.Equal(Enumerable.Range(0, 100).Select(x => (byte)(x is >= 40 and < 50 ? 0 : 1)), blender.Valid(3).ToArray());
    }

    [Fact]
    public void Panels_cover_every_column_once_and_keep_to_the_memory()
    {
        var plan = Plan(5000, 64, 64, 0.25, BlendWindow.Cosine, 64L * Planes * sizeof(float) * 1024);
        Assert.Equal(5, plan.Panels.Count);
        Assert.Equal([0, 1024, 2048, 3072, 4096], plan.Panels.Select(p => p.X));
        Assert.Equal(5000, plan.Panels.Sum(p => p.Width));
    }

    private static TilePlan Plan(int width, int height, int tile, double overlap, BlendWindow window, long memory) => new(width, height, new TilePlanOptions
    {
        TileWidth = tile,
        TileHeight = tile,
        Overlap = overlap,
        Window = window,
        Planes = Planes,
        Memory = memory,
    });

    // Each tile sees the scene its own way, so that weights matter.
    private static float[] Values(int row, int column, int tile) =>
        [.. Enumerable.Range(0, Planes * tile * tile).Select(i => (float)Math.Sin((row * 7.1) + (column * 3.3) + (i * 0.37)))];

    private static float[] Whole(TilePlan plan, HashSet<(int Row, int Column)>? kept = null)
    {
        var (width, height, tile) = (plan.X.Length, plan.Y.Length, plan.X.Tile);
        var result = new float[Planes * width * height];
        for (var r = 0; r < plan.Y.Positions.Count; r++)
        {
            for (var c = 0; c < plan.X.Positions.Count; c++)
            {
                var values = kept?.Contains((r, c)) == false ? [] : Values(r, c, tile);
                for (var i = 0; i < values.Length; i++)
                {
                    var (p, y, x) = (i / (tile * tile), (i / tile % tile) + plan.Y.Positions[r], (i % tile) + plan.X.Positions[c]);
                    if (x < width && y < height)
                    {
                        result[(((p * height) + y) * width) + x] += values[i] * plan.X.Weights(c)[i % tile] * plan.Y.Weights(r)[i / tile % tile];
                    }
                }
            }
        }

        return result;
    }

    private static void AddRow(TilePlan plan, TilePanel panel, TileBlender blender, int row, HashSet<(int Row, int Column)>? kept = null)
    {
        for (var column = panel.FirstTile; column < panel.FirstTile + panel.TileCount; column++)
        {
            if (kept?.Contains((row, column)) != false)
            {
                blender.Add(row, column, new StoredRows(Values(row, column, plan.X.Tile), Planes, plan.X.Tile), []);
            }
        }
    }

    private static void Take(TilePlan plan, TilePanel panel, TileBlender blender, int row, float[] target, int from)
    {
        var end = blender.CompleteAfter(row);
        for (var y = from; y < end; y++)
        {
            for (var p = 0; p < Planes; p++)
            {
                blender.Row(p, y).CopyTo(target.AsSpan((((p * plan.Y.Length) + y) * plan.X.Length) + panel.X));
            }
        }

        blender.Release(end);
    }

    private sealed class StoredRows(float[] values, int planes, int tile) : ITileRows
    {
        public void Row(int y, Span<float> row)
        {
            for (var p = 0; p < planes; p++)
            {
                values.AsSpan(((p * tile) + y) * tile, tile).CopyTo(row[(p * tile)..]);
            }
        }
    }
}
