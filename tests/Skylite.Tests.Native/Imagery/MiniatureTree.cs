using Skylite.Imagery;
using Skylite.Imagery.Datasets;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Imagery;

/// <summary>A small folder-per-class tree of random images in a temporary folder.</summary>
internal sealed class MiniatureTree : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("skylite-imagery-").FullName;

    public SceneCollection Open() => SceneCollection.Open(Root);

    public MiniatureTree Add(string className, int images, string ending = ".png", int bands = 3, int size = 16)
    {
        for (var i = 0; i < images; i++)
        {
            AddBytes($"{className}/{i:000}{ending}", bands, size, size);
        }

        return this;
    }

    public byte[] AddBytes(string relative, int bands, int height, int width)
    {
        var random = new SampleRandom(SampleRandom.SeedOf(relative));
        var planes = new byte[bands * height * width];
        foreach (ref var b in planes.AsSpan())
        {
            b = (byte)random.Next(256);
        }

        GdalImage.Write(Place(relative), planes, width, height, bands, GdalInterleave.Band);
        return planes;
    }

    public void AddPlanes<T>(string relative, T[] planes, GdalRasterSpec spec)
        where T : unmanaged => GdalImage.Write<T>(Place(relative), planes, spec, GdalInterleave.Band);

    public string Place(string relative)
    {
        var path = Path.Combine(Root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    public void Truncate(string relative)
    {
        var path = Path.Combine(Root, relative);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..60]);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
