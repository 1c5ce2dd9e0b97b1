using Microsoft.Win32.SafeHandles;

namespace Skylite.Imagery.Maps;

/// <summary>Bytes of a raster in a plain file, band after band, row after row: what is written stays whole whenever the program stops.</summary>
internal sealed class RawRaster : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly int _width;
    private readonly int _height;

    /// <summary>Takes the file for this raster alone; one that is not to be kept is as it was until <see cref="Clear"/>.</summary>
    public RawRaster(string path, int width, int height, int bands, bool keep)
    {
        (Path, _width, _height, Bands) = (path, width, height, bands);
        if (keep && new FileInfo(path) is var left && (!left.Exists || left.Length != Length))
        {
            throw new InvalidDataException($"The finished rows that an interrupted run left in '{path}' are gone. Leave --resume out to begin again.");
        }

        _file = Open(path, keep);
    }

    public string Path { get; }

    /// <summary>Whether a program has the file for itself.</summary>
    public static bool IsHeld(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    // Two runs that write one map would undo each other's rows.
    private static SafeFileHandle Open(string path, bool keep)
    {
        try
        {
            return File.OpenHandle(path, keep ? FileMode.Open : FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path))
        {
            throw new IOException($"Another run writes '{path}', or it cannot be written. Wait for it, or choose another --out. ({e.Message})", e);
        }
    }

    public int Bands { get; }

    private long Length => (long)_width * _height * Bands;

    /// <summary>Fills the file with zeros, whatever it held.</summary>
    public void Clear()
    {
        RandomAccess.SetLength(_file, 0);
        RandomAccess.SetLength(_file, Length);
    }

    public void Write(int x, int y, int width, int rows, ReadOnlySpan<byte> pixels)
    {
        for (var b = 0; b < Bands; b++)
        {
            var plane = pixels.Slice(b * rows * width, rows * width);
            if (width == _width)
            {
                RandomAccess.Write(_file, plane, At(b, y, 0));
                continue;
            }

            for (var r = 0; r < rows; r++)
            {
                RandomAccess.Write(_file, plane.Slice(r * width, width), At(b, y + r, x));
            }
        }
    }

    public void FlushToDisk() => RandomAccess.FlushToDisk(_file);

    public void ReadRow(int band, int y, Span<byte> row)
    {
        var offset = At(band, y, 0);
        for (var done = 0; done < row.Length;)
        {
            var count = RandomAccess.Read(_file, row[done..], offset + done);
            done += count > 0 ? count : throw new EndOfStreamException($"'{Path}' is shorter than it should be.");
        }
    }

    public void Dispose() => _file.Dispose();

    private long At(int band, int y, int x) => (((long)band * _height) + y) * _width + x;
}
