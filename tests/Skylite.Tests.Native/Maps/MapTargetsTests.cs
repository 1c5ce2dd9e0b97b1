using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;

namespace Skylite.Tests.Native.Maps;

public sealed class MapTargetsTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private static readonly string[] Rgb = ["red", "green", "blue"];

    [Fact]
    public void No_map_replaces_a_file_of_its_scene()
    {
        string[] bands = [.. Rgb.Select(b => Scene($"{b}.tif", 1))];
        var joined = string.Join('+', bands);
        var roundabout = Path.Combine(Path.GetDirectoryName(bands[2])!, ".", "blue.tif");
        Refuse(bands[1], o => o with { Scenes = [joined], Out = bands[1] });
        Refuse(bands[2], o => o with { Scenes = [joined], Out = roundabout });
        Refuse(bands[0], o => o with { Scenes = [joined], Out = playground.In("red.probability.map.tif"), Vector = true, VectorOut = bands[0] });
    }

    [Fact]
    public void No_map_replaces_a_band_in_the_folder_of_its_scene_nor_of_another()
    {
        Directory.CreateDirectory(playground.In("product"));
        string[] bands = [.. ((string[])["B02", "B03", "B04"]).Select(b => Scene(Path.Combine("product", $"T32_{b}.tif"), 1))];
        var other = Scene("other.tif", 3);
        Refuse(bands[2], o => o with { Scenes = [playground.In("product")], Out = bands[2] });
        // Map of the first scene, named like the second.
        Scene("twin.map.tif", 3);
        Refuse(playground.In("twin.map.tif"), o => o with { Scenes = [Scene("twin.tif", 3), playground.In("twin.map.tif"), other], Out = Path.GetDirectoryName(other)! });
    }

    [Fact]
    public void No_map_replaces_what_a_virtual_raster_reads()
    {
        var source = Scene("source.tif", 3);
        var view = playground.In("view.vrt");
        using (var raster = GdalDataset.Open(source))
        {
            raster.SaveAs(view, new GdalWriteOptions { Driver = "VRT" });
        }

        using (var raster = GdalDataset.Open(view))
        {
            Assert.Contains(source, raster.Files.Select(Path.GetFullPath));
        }

        Refuse(source, o => o with { Scenes = [view], Out = source });
    }

    [Fact]
    public void Polygons_and_probabilities_replace_no_scene_either()
    {
        var package = playground.In("package.gpkg");
        using (var raster = GdalDataset.Open(Scene("package-source.tif", 3, GdalDataType.Byte)))
        {
            raster.SaveAs(package, new GdalWriteOptions { Driver = "GPKG" });
        }

        Refuse(package, o => o with { Scenes = [package], Out = playground.In("package.tif"), Vector = true });
        var likely = Scene("likely.probability.tif", 3);
        Refuse(likely, o => o with { Scenes = [likely], Out = playground.In("likely.tif"), Probability = MapProbability.Winner });
        var scene = Scene("for-model.tif", 3);
        Refuse(Model, o => o with { Scenes = [scene], Out = playground.In("for-model-map.tif"), Vector = true, VectorOut = Model });
        Refuse(playground.In("both.tif"), o => o with { Scenes = [scene], Out = playground.In("both.tif"), Vector = true, VectorOut = playground.In("both.tif") });
    }

    [Fact]
    public void A_plus_in_the_name_of_a_folder_is_no_seam_between_files()
    {
        Directory.CreateDirectory(playground.In("GMT+2"));
        string[] scenes = [Scene(Path.Combine("GMT+2", "a.tif"), 3), Scene(Path.Combine("GMT+2", "b+c.tif"), 3), string.Join('+', Rgb.Select(b => Scene($"part-{b}.tif", 1)))];
        var maps = InferJob.Run(new InferOptions { Model = Model, Scenes = scenes, Out = playground.In("maps"), Threads = 1 }).Maps;
        Assert.Equal(["a.map.tif", "b+c.map.tif", "part-red.map.tif"], maps.Select(m => Path.GetFileName(m.Files[0])));
    }

    private string Model => playground.Network("pixel.onnx", Rgb);

    private void Refuse(string file, Func<InferOptions, InferOptions> change)
    {
        var before = File.Exists(file) ? File.ReadAllBytes(file) : [];
        var options = change(new InferOptions { Model = Model, Scenes = [], Out = string.Empty, Threads = 1 });
        Assert.Contains($"'{file}'", Assert.Throws<ArgumentException>(() => InferJob.Run(options)).Message.Replace("/./", "/", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(before, File.Exists(file) ? File.ReadAllBytes(file) : []);
    }

    private string Scene(string name, int bands, GdalDataType type = GdalDataType.UInt16) =>
        playground.Scene(name, MapPlayground.Spec(40, 36, bands, bands == 3 ? Rgb : []) with { DataType = type, BandNames = bands == 3 ? Rgb : null }, (band, y, x) => ((x / 7) + (y / 5)) % 3 == band ? 90 : 10);
}
