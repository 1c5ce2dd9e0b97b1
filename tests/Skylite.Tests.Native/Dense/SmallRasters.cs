using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Dense;

/// <summary>A folder of small rasters that is deleted afterwards.</summary>
internal sealed class SmallRasters : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("skylite-dense-").FullName;

    /// <summary>Writes bytes, pixel after pixel.</summary>
    public string Write(string path, int width, int height, int bands, Func<int, int, int, byte> value)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var pixels = new byte[width * height * bands];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = value(i / bands % width, i / bands / width, i % bands);
        }

        GdalImage.Write(full, pixels, width, height, bands);
        return full;
    }

    /// <summary>Pairs in A, B and label: a bright square appears in the second date.</summary>
    public SmallRasters WithPairs(int count, string below = "", int width = 40, int height = 30)
    {
        for (var n = 0; n < count; n++)
        {
            var at = 2 + n;
            bool Inside(int x, int y) => x >= at && x < at + 8 && y >= 5 && y < 13;
            Write(Path.Combine(below, "A", $"p{n}.png"), width, height, 3, (x, y, c) => (byte)(20 + x + y + c));
            Write(Path.Combine(below, "B", $"p{n}.png"), width, height, 3, (x, y, c) => (byte)(20 + x + y + c + (Inside(x, y) ? 100 : 0)));
            Write(Path.Combine(below, "label", $"p{n}.png"), width, height, 1, (x, y, _) => (byte)(Inside(x, y) ? 255 : 0));
        }

        return this;
    }

    /// <summary>One pair whose three files, without endings, are called anything.</summary>
    public SmallRasters WithPair(string first, string second, string mask)
    {
        Write($"{first}.png", 20, 16, 3, (x, y, _) => (byte)(x + y));
        Write($"{second}.png", 20, 16, 3, (x, y, _) => (byte)(x - y));
        Write($"{mask}.png", 20, 16, 1, (x, _, _) => (byte)(x < 4 ? 255 : 0));
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
