using System.Runtime.InteropServices;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Loading;

/// <summary>Decodes image files into the form of a store; its buffers live as long as its worker and are used again for each image.</summary>
internal sealed class ImageDecoder(ImageForm form)
{
    private readonly int[] _first = [0];
    private readonly byte[] _result = new byte[form.Bytes];
    private readonly MissingPixels? _missing = form.MayMiss ? new(form.NoData) : null;
    private byte[] _file = [];
    private float[] _source = [];
    private float[] _target = [];
    private float[] _valid = [];
    private float[] _cover = [];
    private TriangleResampler? _resampler;
    private (int Height, int Width, int Step) _resamplerSize;

    /// <summary>Decodes a file: planes of the chosen bands at the store's size, in its type. The result is valid until the next call.</summary>
    /// <exception cref="GdalException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">Its bands, or the type of its pixels, are not those of the store.</exception>
    public ReadOnlySpan<byte> Decode(string path)
    {
        using var image = GdalDataset.Open(path, sidecars: false);
        if (image.BandCount != form.FileBands)
        {
            throw new InvalidDataException($"'{path}' has {image.BandCount} bands; the images of this data set have {form.FileBands}.");
        }

        // Read into another type, values beyond its range would be cut off without a word.
        if (PixelConversion.StorageType(image.Bands[0].DataType) != form.Type)
        {
            throw new InvalidDataException($"'{path}' has pixels of type {image.Bands[0].DataType}; the images of this data set have {form.Type}.");
        }

        if (image.Bands[0].ColorInterpretation == GdalColorInterpretation.Palette)
        {
            throw new InvalidDataException($"'{path}' stores indices into a colour table instead of colours; the other images of this data set do not.");
        }

        if (image.Bands[0].NoData is { } own && !own.Equals(form.NoData))
        {
            throw new InvalidDataException(
                Invariant($"'{path}' marks missing pixels by {own}; the images of this data set ")
                + Invariant($"{(form.NoData is { } usual ? Invariant($"by {usual}") : "have none")}. ")
                + "Give them one value, for example with 'gdalwarp -dstnodata'.");
        }

        // Pictures are compressed with their bands side by side; taking all of them so avoids decoding once per band.
        var together = form.FileBands <= 4;
        var bands = together ? form.FileBands : form.Bands.Length;
        var elements = image.Width * image.Height * bands;
        var file = Grown(ref _file, elements * GdalPixelType.Size(form.Type))[..(elements * GdalPixelType.Size(form.Type))];
        Read(image, file, together);
        var sameSize = image.Width == form.Width && image.Height == form.Height;
        if (!sameSize)
        {
            Resize(file, (image.Height, image.Width), bands, together);
        }
        else if (together && bands > 1)
        {
            Separate(file);
        }
        else
        {
            file.CopyTo(_result);
        }

        return _result;
    }

    private static Span<T> Grown<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<T>(length);
        }

        return buffer;
    }

    private void Read(GdalDataset image, Span<byte> file, bool together)
    {
        var options = together
            ? new GdalReadOptions { Interleave = GdalInterleave.Pixel }
            : new GdalReadOptions { Bands = [.. form.Bands.Select(b => b + 1)] };
        image.Read(file, form.Type, options);
    }

    private void Separate(ReadOnlySpan<byte> file)
    {
        switch (GdalPixelType.Size(form.Type))
        {
            case 1:
                PlaneSeparation.Separate(file, form.FileBands, form.Bands, _result);
                break;
            case 2:
                PlaneSeparation.Separate(
                    MemoryMarshal.Cast<byte, ushort>(file), form.FileBands, form.Bands, MemoryMarshal.Cast<byte, ushort>(_result.AsSpan()));
                break;
            default:
                PlaneSeparation.Separate(MemoryMarshal.Cast<byte, float>(file), form.FileBands, form.Bands, MemoryMarshal.Cast<byte, float>(_result.AsSpan()));
                break;
        }
    }

    private void Resize(ReadOnlySpan<byte> file, (int Height, int Width) size, int bands, bool together)
    {
        var plane = size.Height * size.Width;
        var source = Grown(ref _source, plane * bands)[..(plane * bands)];
        var target = Grown(ref _target, form.Elements)[..form.Elements];
        PixelConversion.ToFloat(file, form.Type, source, 1);
        var step = together ? bands : 1;
        if (_resampler is null || _resamplerSize != (size.Height, size.Width, step))
        {
            _resampler = new TriangleResampler(size, (form.Height, form.Width), step);
            _resamplerSize = (size.Height, size.Width, step);
        }

        if (_missing is null || !_missing.TakeOut(source, Grown(ref _valid, source.Length)))
        {
            Resample(_resampler, source, plane, together, target);
        }
        else
        {
            var cover = Grown(ref _cover, target.Length)[..target.Length];
            Resample(_resampler, source, plane, together, target);
            Resample(_resampler, _valid.AsSpan(0, source.Length), plane, together, cover);
            _missing.PutBack(target, cover);
        }

        PixelConversion.FromFloat(target, form.Type, _result);
    }

    private void Resample(TriangleResampler resampler, ReadOnlySpan<float> source, int plane, bool together, Span<float> target)
    {
        if (together)
        {
            resampler.Resize(source, form.Bands, target);
            return;
        }

        for (var b = 0; b < form.Bands.Length; b++)
        {
            resampler.Resize(source.Slice(b * plane, plane), _first, target.Slice(b * form.Height * form.Width, form.Height * form.Width));
        }
    }
}
