using Skylite.Imagery.Maps;

namespace Skylite.Tests.Maps;

public sealed class RegionScanTests
{
    [Fact]
    public void Regions_join_below_and_begin_at_their_first_pixel()
    {
        var regions = Scan("""
            .a.a.
            .aaa.
            b...b
            bbbbb
            """);
        Assert.Equal(2, regions.Count);
        Assert.Equal((0, 1, 5L), regions.Where(r => r.Class == 0).Select(r => (r.Row, r.Column, r.Pixels)).Single());
        Assert.Equal((2, 0, 7L), regions.Where(r => r.Class == 1).Select(r => (r.Row, r.Column, r.Pixels)).Single());
    }

    [Fact]
    public void Corners_do_not_touch()
    {
        var regions = Scan("""
            ab
            ba
            """);
        Assert.Equal(4, regions.Count);
    }

    [Fact]
    public void Random_maps_have_the_regions_that_a_flood_fill_finds()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 60; trial++)
        {
            var (width, height) = (random.Next(1, 30), random.Next(1, 30));
            var map = Enumerable.Range(0, height)
                .Select(_ => Enumerable.Range(0, width).Select(_ => (byte)(random.Next(6) is 5 ? 255 : random.Next(2))).ToArray()).ToArray();
            var probabilities = map.Select(row => row.Select(_ => (byte)random.Next(1, 256)).ToArray()).ToArray();
            var found = new List<MapRegion>();
            var scan = new RegionScan(found.Add);
            for (var y = 0; y < height; y++)
            {
                scan.Add(y, map[y], probabilities[y], [.. Enumerable.Range(0, width).Select(x => Area(y, x))]);
            }

            scan.Complete();
            var expected = FloodFill(map, probabilities);
            Assert.Equal(
                expected.Select(r => (r.Class, r.Row, r.Column, r.Pixels, Math.Round(r.Area, 6), Math.Round(r.Probability, 6))),
                found.OrderBy(r => (r.Row, r.Column)).Select(r => (r.Class, r.Row, r.Column, r.Pixels, Math.Round(r.Area, 6), Math.Round(r.Probability, 6))));
        }
    }

    private static double Area(int y, int x) => y + 1 + (x / 32.0);

    private static List<MapRegion> Scan(string picture)
    {
        var found = new List<MapRegion>();
        var scan = new RegionScan(found.Add);
        foreach (var (y, line) in picture.ReplaceLineEndings("\n").Split('\n').Index())
        {
            var row = line.Select(c => c == '.' ? MapLegend.NoData : (byte)(c - 'a')).ToArray();
            scan.Add(y, row, row.Select(_ => (byte)255).ToArray(), row.Select(_ => 1.0).ToArray());
        }

        scan.Complete();
        Assert.All(found, r => Assert.Equal(r.Pixels, r.Probability, 1e-9));
        return found;
    }

    private static List<MapRegion> FloodFill(byte[][] map, byte[][] probabilities)
    {
        var regions = new List<MapRegion>();
        var seen = new HashSet<(int Y, int X)>();
        for (var y = 0; y < map.Length; y++)
        {
            for (var x = 0; x < map[0].Length; x++)
            {
                if (map[y][x] == MapLegend.NoData || !seen.Add((y, x)))
                {
                    continue;
                }

                var region = new MapRegion(map[y][x], y, x, 0, 0, 0);
                var open = new Stack<(int Y, int X)>([(y, x)]);
                while (open.TryPop(out var p))
                {
                    region = region with
                    {
                        Pixels = region.Pixels + 1,
                        Area = region.Area + Area(p.Y, p.X),
                        Probability = region.Probability + (probabilities[p.Y][p.X] / 255.0),
                    };
                    foreach (var n in new[] { (p.Y - 1, p.X), (p.Y + 1, p.X), (p.Y, p.X - 1), (p.Y, p.X + 1) })
                    {
                        if (n.Item1 >= 0 && n.Item1 < map.Length && n.Item2 >= 0 && n.Item2 < map[0].Length
                            && map[n.Item1][n.Item2] == region.Class && seen.Add(n))
                        {
                            open.Push(n);
                        }
                    }
                }

                regions.Add(region);
            }
        }

        return regions;
    }
}
