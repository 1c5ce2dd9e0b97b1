using Skylite.Imagery.Maps;
using Skylite.Workbench.Jobs;
using static Skylite.Tests.Native.Maps.MapPlayground;

namespace Skylite.Tests.Native.Maps;

/// <summary>
/// What GDAL's validation asks of a cloud-optimised GeoTIFF: directories first, largest image first, data of the smallest image first, tiles.
/// </summary>
public sealed class CloudOptimizedTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private static readonly string[] Rgb = ["red", "green", "blue"];

    [Theory]
    [InlineData(1700, 1300, 3)]
    [InlineData(100, 1200, 3)]
    [InlineData(60, 40, 1)]
    public void Maps_and_probabilities_are_laid_out_for_reading_over_a_network(int width, int height, int images)
    {
        var scene = playground.Scene($"cog-{width}.tif", Spec(width, height, 3, Rgb), Blocks);
        var output = playground.In($"cog-{width}-map.tif");
        var network = playground.Network("cog.onnx", Rgb);
        InferJob.Run(new InferOptions { Model = network, Scenes = [scene], Out = output, Probability = MapProbability.All });

        foreach (var path in new[] { output, MapWriter.ProbabilityFile(output) })
        {
            var file = File.ReadAllBytes(path);
            Assert.Contains("LAYOUT=IFDS_BEFORE_DATA", TiffDirectory.StructuralMetadata(file), StringComparison.Ordinal);
            var directories = TiffDirectory.ReadAll(file);
            Assert.Equal(images, directories.Count);
            Assert.Equal((width, height), (directories[0].Width, directories[0].Height));
            Assert.All(directories, d => Assert.Equal(512, d.TileWidth));
            foreach (var (larger, smaller) in directories.Zip(directories.Skip(1)))
            {
                Assert.True(larger.Offset < smaller.Offset);
                Assert.Equal(((larger.Width + 1) / 2, (larger.Height + 1) / 2), (smaller.Width, smaller.Height));
                Assert.True(smaller.Tiles.Where(t => t > 0).Max() < larger.Tiles.Where(t => t > 0).Min());
            }

            Assert.True(directories.Max(d => d.Offset) < directories.SelectMany(d => d.Tiles).Where(t => t > 0).Min());
        }
    }
}
