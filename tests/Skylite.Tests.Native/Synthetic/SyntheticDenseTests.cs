using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Imagery.Synthetic;
using Skylite.Imagery.Synthetic.Landscapes;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Synthetic;

public sealed class SyntheticDenseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-landscapes-").FullName;

    private static SyntheticOptions Tiny => new() { Width = 48, Height = 40, Extent = 60, Seed = 2 };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_segmentation_set_is_recognised_with_its_classes_and_parts()
    {
        var options = new SyntheticDenseOptions { Task = DenseTask.SemanticSegmentation, Scenes = Tiny, Images = 7 };
        Assert.Equal(7, SyntheticDenseDataset.Write(_folder, options));

        var data = DenseCollection.Open(_folder);

        Assert.Equal("mask-folders", data.Layout.DatasetId);
        Assert.Empty(data.Notes);
        Assert.Equal(DenseClass.From(1, LandCovers.Classes), data.Classes);
        Assert.Equal([1, 1, 5], new[] { SplitPart.Test, SplitPart.Validation, SplitPart.Train }.Select(p => data.Samples.Count(s => s.Part == p)));
        using var store = new DenseStore(data, data.Samples);
        using var reader = new DenseReader(store);
        var index = data.Samples.Index().First(s => s.Item.Name.EndsWith("landscape_0003.png", StringComparison.Ordinal)).Index;
        var (pixels, labels) = (new float[3 * 48 * 40], new byte[48 * 40]);
        reader.Read(index, new GdalWindow(0, 0, 48, 40), pixels, labels);
        var drawn = SyntheticLandscapes.Render(Tiny, 2);
        Assert.Equal(drawn.Mask, labels);
        Assert.Equal(drawn.Pixels, pixels.Select(p => (byte)p));
    }

    [Fact]
    public void A_change_set_is_recognised_with_both_dates()
    {
        SyntheticDenseDataset.Write(_folder, new SyntheticDenseOptions { Task = DenseTask.ChangeDetection, Scenes = Tiny with { Bands = 4 }, Images = 4 });

        var data = DenseCollection.Open(_folder);

        Assert.Equal(("pair-folders", 4), (data.Layout.DatasetId, data.Samples.Count));
        Assert.Equal(["red", "green", "blue", "nir"], data.Bands);
        using var store = new DenseStore(data, data.Samples);
        using var reader = new DenseReader(store);
        var (pixels, labels) = (new float[8 * 48 * 40], new byte[48 * 40]);
        var index = data.Samples.Index().First(s => s.Item.Name.EndsWith("landscape_0004.png", StringComparison.Ordinal)).Index;
        reader.Read(index, new GdalWindow(0, 0, 48, 40), pixels, labels);
        var (_, after, change) = SyntheticLandscapes.RenderPair(Tiny with { Bands = 4 }, 3);
        Assert.Equal(change, labels);
        Assert.Equal(after.Pixels, pixels.Skip(4 * 48 * 40).Select(p => (byte)p));
    }

    [Fact]
    public void A_scene_has_its_place_on_the_ground_and_sixteen_bits()
    {
        SyntheticGeoScene.Write(_folder, DenseTask.SemanticSegmentation, Tiny with { Width = 120, Height = 90, Extent = 240, Bands = 4 });

        var data = DenseCollection.Open(_folder);

        Assert.Equal("single-scene", data.Layout.DatasetId);
        Assert.Equal(GdalDataType.UInt16, data.DataType);
        Assert.Equal(DenseClass.From(1, LandCovers.Classes), data.Classes);
        using var scene = GdalDataset.Open(Path.Combine(_folder, "scene.tif"));
        Assert.Equal("EPSG:32633", GdalSpatialReference.Describe(scene.Projection).Name);
        Assert.Equal(2, scene.GeoTransform!.Value.PixelWidth, 1e-9);
        Assert.Equal(0, scene.Bands[0].NoData);
        Assert.True(GdalGrid.Of(scene).IsSameAs(GdalGrid.Of(GdalDataset.Open(Path.Combine(_folder, "labels.tif")))));
    }

    [Fact]
    public void A_scene_on_two_dates_is_a_pair()
    {
        SyntheticGeoScene.Write(_folder, DenseTask.ChangeDetection, Tiny with { Width = 128, Height = 128, Extent = 256, Bands = 3 });
        var data = DenseCollection.Open(_folder);
        Assert.Equal(("pair-folders", 1), (data.Layout.DatasetId, data.Samples.Count));
        Assert.Equal(3, DenseSplit.Draw(data.Samples, new SplitOptions { BlockSide = 32 }).Select(s => s.Part).Distinct().Count());
    }
}
