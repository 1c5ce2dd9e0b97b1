using System.Runtime.InteropServices;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Loading;

/// <summary>Decodes image files into the form of a store; its buffers live as long as its worker and are used again for each image.</summary>
internal sealed class ImageDecoder(ImageForm form)
{
    private readonly int[] _first = [0];
    private readonly byte[] _result = new byte[form.Bytes];
    private byte[] _file = [];
    private float[] _source = [];
    private float[] _target = [];
    private TriangleResampler? _resampler;
    private (int Height, int Width, int Step) _resamplerSize;

    /// <summary>Decodes a file: planes of the chosen bands at the store's size, in its type. The result is valid until the next call.</summary>
    /// <exception cref="GdalException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">Its bands are not those of the store.</exception>
    public ReadOnlySpan<byte> Decode(string path)
    {
        using var image = GdalDataset.Open(path, sidecars: false);
        if (image.BandCount != form.FileBands)
        {
            throw new InvalidDataException($"'{path}' has {image.BandCount} bands; the images of this data set have {form.FileBands}.");
        }

        // Pictures are compressed with their bands side by side; taking all of them so avoids decoding once per band.
        bool together = form.FileBands <= 4;
        int bands = together ? form.FileBands : form.Bands.Length;
        int elements = image.Width * image.Height * bands;
        var file = Grown(ref _file, elements * GdalPixelType.Size(form.Type))[..(elements * GdalPixelType.Size(form.Type))];
        Read(image, file, together);
        bool sameSize = image.Width == form.Width && image.Height == form.Height;
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
        switch (form.Type)
        {
            case GdalDataType.Byte:
                image.Read(file, options);
                break;
            case GdalDataType.UInt16:
                image.Read(MemoryMarshal.Cast<byte, ushort>(file), options);
                break;
            case GdalDataType.Int16:
                image.Read(MemoryMarshal.Cast<byte, short>(file), options);
                break;
            default:
                image.Read(MemoryMarshal.Cast<byte, float>(file), options);
                break;
        }
    }

    private void Separate(ReadOnlySpan<byte> file)
    {
        switch (GdalPixelType.Size(form.Type))
        {
            case 1:
                Separate<byte>(file, _result);
                break;
            case 2:
                Separate(MemoryMarshal.Cast<byte, ushort>(file), MemoryMarshal.Cast<byte, ushort>(_result.AsSpan()));
                break;
            default:
                Separate(MemoryMarshal.Cast<byte, float>(file), MemoryMarshal.Cast<byte, float>(_result.AsSpan()));
                break;
        }
    }

    private void Separate<T>(ReadOnlySpan<T> pixels, Span<T> planes)
    {
        int plane = form.Height * form.Width;
        if (form.FileBands == 3 && form.Bands is [0, 1, 2])
        {
            SeparateThree(pixels, planes[..plane], planes.Slice(plane, plane), planes.Slice(2 * plane, plane));
            return;
        }

        for (int b = 0; b < form.Bands.Length; b++)
        {
            var target = planes.Slice(b * plane, plane);
            int at = form.Bands[b];
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = pixels[at];
                at += form.FileBands;
            }
        }
    }

    private static void SeparateThree<T>(ReadOnlySpan<T> pixels, Span<T> first, Span<T> second, Span<T> third)
    {
        second = second[..first.Length];
        third = third[..first.Length];
        for (int i = 0; i < first.Length; i++)
        {
            var pixel = pixels.Slice(3 * i, 3);
            first[i] = pixel[0];
            second[i] = pixel[1];
            third[i] = pixel[2];
        }
    }

    private void Resize(ReadOnlySpan<byte> file, (int Height, int Width) size, int bands, bool together)
    {
        int plane = size.Height * size.Width;
        var source = Grown(ref _source, plane * bands)[..(plane * bands)];
        var target = Grown(ref _target, form.Elements)[..form.Elements];
        PixelConversion.ToFloat(file, form.Type, source, 1);
        int step = together ? bands : 1;
        if (_resampler is null || _resamplerSize != (size.Height, size.Width, step))
        {
            _resampler = new TriangleResampler(size, (form.Height, form.Width), step);
            _resamplerSize = (size.Height, size.Width, step);
        }

        if (together)
        {
            _resampler.Resize(source, form.Bands, target);
        }
        else
        {
            for (int b = 0; b < bands; b++)
            {
                _resampler.Resize(source.Slice(b * plane, plane), _first, target.Slice(b * form.Height * form.Width, form.Height * form.Width));
            }
        }

        PixelConversion.FromFloat(target, form.Type, _result);
    }
}
